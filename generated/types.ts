// Made from openapi.yaml by `npm run generate`. Do not edit.

export interface paths {
    "/tickets.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a ticket
         * @description Creates a ticket with its first message. Beside the fields listed here it takes osTicket's own `alert` and
         *     the custom form fields of the installation, so no unknown field is refused. osTicket keeps the values of those
         *     that the form of tickets, the forms of the help topic (`topicId`) and, for a new user, the form of users know;
         *     no operation shows them, and an update does not change them.
         *
         *     `duedate` is spelled in lower case here and in the answer of *Retrieve Ticket*; update and search have `dueDate`.
         */
        post: operations["createTicket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets-get.php/{number}.{format}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve a ticket
         * @description A single ticket with all its thread entries, looked up by number first and then by internal ID.
         */
        get: operations["getTicket"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets-update.php/{number}.{format}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Ticket number.
                 * @example 781258
                 */
                number: string;
                /** @description Format of the answer. */
                format: components["parameters"]["Format"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Update a ticket (PUT)
         * @description The same as *Update a ticket*, under the method PUT. It does not replace the ticket.
         */
        put: operations["updateTicketByPut"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Update a ticket
         * @description Changes the fields that are sent and no other, adds an internal note, or both. An unknown field is refused by name.
         *
         *     The answer to a success is the ticket number as plain text whatever the extension; errors are JSON.
         */
        patch: operations["updateTicket"];
        trace?: never;
    };
    "/tickets-search.php": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search tickets
         * @description Tickets whose subject contains a text, filtered by status and department, a page at a time, newest first.
         *     The answer is always JSON; this path has no extension.
         */
        get: operations["searchTickets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets-delete.php/{number}.{format}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a ticket for good
         * @description Deletes a ticket and all its thread entries. **This cannot be undone**; to keep the ticket, set its status to
         *     Closed or Archived with *Update a ticket*. Its children become tickets of their own.
         *
         *     The answer to a success is the ticket number as plain text whatever the extension; errors are JSON.
         */
        delete: operations["deleteTicket"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets-stats.php": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve ticket statistics
         * @description Numbers of tickets in all, by department and by agent. Always JSON; this path has no extension.
         */
        get: operations["getTicketStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets-statuses.php": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the ticket statuses
         * @description All statuses that a ticket may be given, with their states. osTicket's internal statuses (archived and deleted)
         *     are not among them, since the reference allows two states only. Always JSON; this path has no extension.
         */
        get: operations["listTicketStatuses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets-subtickets-parent.php/{number}.{format}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve the parent of a ticket
         * @description The parent ticket of a child ticket, or null.
         */
        get: operations["getParentTicket"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets-subtickets-list.php/{number}.{format}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the children of a ticket
         * @description All child tickets of a parent ticket.
         */
        get: operations["listChildTickets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets-subtickets-create.php/{parentNumber}.{format}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Link two tickets as parent and child
         * @description Makes an existing ticket the child of another. A ticket has one parent at most, and is never its own ancestor.
         *
         *     The reference gives no code for a success; installations answer 200 (201 is accepted).
         */
        post: operations["linkSubticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets-subtickets-unlink.php/{number}.{format}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Unlink a child from its parent
         * @description Makes a child ticket a ticket of its own again. The ticket itself stays.
         */
        delete: operations["unlinkSubticket"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets-attachment-download.php/{file_id}.{format}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download an attachment
         * @description A file that is attached to a ticket's thread entry: its metadata, and its content as Base64.
         *     The `file_id` is in the attachments of *Retrieve a ticket*.
         */
        get: operations["downloadAttachment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description The standard error object. Errors are JSON, whatever the extension. */
        ErrorAnswer: {
            error: boolean;
            /** @description What went wrong. */
            message: string;
        };
        /** @description A ticket number. Six digits by default; an installation may number otherwise. */
        TicketNumber: string;
        /**
         * Format: iso-8601
         * @description A time in the time zone of the installation's database, `YYYY-MM-DD HH:MM:SS`.
         */
        Time: string;
        /**
         * Format: iso-8601
         * @description A time in the time zone of the installation's database, `YYYY-MM-DD HH:MM:SS`, or null.
         */
        NullableTime: string | null;
        /**
         * @description A name or an ID. A string is looked up as a name, in upper and lower case, and if it is all digits then as an
         *     ID; a JSON integer is an ID.
         */
        NameOrId: string | components["schemas"]["Id"];
        /**
         * Format: int64
         * @description An internal ID of osTicket.
         */
        Id: number;
        /**
         * Format: int64
         * @description An internal ID of osTicket, or null for none.
         */
        NullableId: number | null;
        /**
         * Format: iso-8601
         * @description A date or a time, ISO 8601 (`2025-12-31`, `2025-12-31T17:30:00`, with or without an offset).
         */
        DateInput: string;
        /**
         * @description Format of a text; `markdown` needs the Markdown Support Plugin.
         * @enum {string}
         */
        TextFormat: "text" | "html" | "markdown";
        /**
         * @description File attachments. Each item is an object with the file name as its only key and a Base64 data-URI as the value.
         *     Limits count decoded bytes; 1 MB is 2^20 bytes.
         * @example [
         *       {
         *         "screenshot.png": "data:image/png;base64,iVBORw0KGgo="
         *       },
         *       {
         *         "report.pdf": "data:application/pdf;base64,JVBERi0xLjQ="
         *       }
         *     ]
         */
        Attachments: {
            [key: string]: string;
        }[];
        /** @description A ticket to be created. Fields that are not listed are custom form fields of the installation, by their variable names. */
        TicketCreation: {
            /**
             * @description User's full name.
             * @example John Doe
             */
            name: string;
            /**
             * Format: email
             * @description User's email address.
             * @example john@example.com
             */
            email: string;
            /**
             * @description Ticket subject.
             * @example Login Issue
             */
            subject: string;
            /**
             * @description Ticket message body.
             * @example I cannot log in...
             */
            message: string;
            /**
             * @description User's phone number.
             * @example +1 555-1234
             */
            phone?: string;
            /**
             * Format: ip
             * @description Client IP address.
             * @example 192.168.1.100
             */
            ip?: string;
            /**
             * @description Ticket source.
             * @default API
             * @example API
             * @example Web
             * @example Email
             * @enum {string}
             */
            source?: "Web" | "Email" | "Phone" | "API" | "Other";
            /**
             * @description Format of the message; `markdown` needs the Markdown Support Plugin.
             * @default text
             * @enum {string}
             */
            format?: "text" | "html" | "markdown";
            /**
             * @description Department name or ID.
             * @example Support
             * @example 5
             */
            departmentId?: components["schemas"]["NameOrId"];
            /**
             * @description Parent ticket, for a subticket. A string is looked up as a ticket number and then as an ID; a JSON integer
             *     is an ID.
             * @example 181752
             * @example 123
             */
            parentTicketId?: components["schemas"]["NameOrId"];
            /**
             * @description Help topic ID.
             * @example 10
             */
            topicId?: components["schemas"]["Id"];
            /**
             * @description Priority name or ID.
             * @example High
             * @example 2
             */
            priority?: components["schemas"]["NameOrId"];
            /**
             * @description Due date (ISO 8601). In lower case here; update has `dueDate`.
             * @example 2025-12-31
             */
            duedate?: components["schemas"]["DateInput"];
            /**
             * @description Send the auto-response e-mail to the user.
             * @default true
             * @example true
             * @example false
             */
            autorespond?: boolean;
            /**
             * @description Send alerts to agents. osTicket's own field; not in the reference.
             * @default true
             */
            alert?: boolean;
            attachments?: components["schemas"]["Attachments"];
        } & {
            [key: string]: unknown;
        };
        /** @description The fields to change. Only those that are sent change. */
        TicketChanges: {
            /**
             * @description Status name or ID.
             * @example Resolved
             * @example Closed
             * @example 3
             */
            statusId?: components["schemas"]["NameOrId"];
            /**
             * @description Department name or ID.
             * @example Sales
             * @example 7
             */
            departmentId?: components["schemas"]["NameOrId"];
            /**
             * @description Help topic ID.
             * @example 15
             */
            topicId?: components["schemas"]["Id"];
            /**
             * @description SLA plan name or ID.
             * @example Premium Support
             * @example 2
             */
            slaId?: components["schemas"]["NameOrId"];
            /**
             * @description Agent's username or ID.
             * @example john.doe
             * @example 5
             */
            staffId?: components["schemas"]["NameOrId"];
            /**
             * @description Priority name or ID.
             * @example Urgent
             * @example 4
             */
            priority?: components["schemas"]["NameOrId"];
            /**
             * Format: iso-8601
             * @description Due date (ISO 8601). Null removes it.
             * @example 2025-12-31
             */
            dueDate?: string | null;
            /**
             * @description Parent ticket number; makes this a subticket.
             * @example 781200
             */
            parentTicketNumber?: string;
            /**
             * @description Adds an internal note, visible to staff only.
             * @example Customer called for update
             */
            note?: string;
            /**
             * @description Title of the internal note. Without it the title is `API Update`.
             * @example Status Update
             */
            noteTitle?: string;
            /**
             * @description Format of the note. Without it the note is Markdown, or text where the Markdown Support Plugin is not
             *     active; an explicit `markdown` is refused there.
             */
            noteFormat?: components["schemas"]["TextFormat"];
            /** @description File attachments; they need a `note`. */
            attachments?: components["schemas"]["Attachments"];
        };
        /** @description The ticket to be made a child. */
        SubticketLink: {
            /**
             * @description Child ticket number.
             * @example 781259
             */
            childId: string;
        };
        /** @description A ticket with its thread. */
        Ticket: {
            /** @description Internal ticket ID. */
            id: components["schemas"]["Id"];
            number: components["schemas"]["TicketNumber"];
            subject: string;
            statusId: components["schemas"]["Id"];
            /** @description Name of the status. */
            status: string;
            priorityId: components["schemas"]["Id"];
            /** @description Name of the priority. */
            priority: string;
            departmentId: components["schemas"]["Id"];
            /** @description Name of the department. */
            department: string;
            topicId: components["schemas"]["NullableId"];
            /** @description Name of the help topic. */
            topic: string | null;
            userId: components["schemas"]["Id"];
            user: components["schemas"]["User"];
            staffId: components["schemas"]["NullableId"];
            /** @description Name of the agent. */
            staff: string | null;
            teamId: components["schemas"]["NullableId"];
            /** @description Name of the team. */
            team: string | null;
            slaId: components["schemas"]["NullableId"];
            /** @description Name of the SLA plan. */
            sla: string | null;
            created: components["schemas"]["Time"];
            updated: components["schemas"]["Time"];
            /** @description Due date. In lower case here; search has `dueDate`. */
            duedate: components["schemas"]["NullableTime"];
            /** @description When the ticket was closed; null for an open one. */
            closed: components["schemas"]["NullableTime"];
            isOverdue: boolean;
            isAnswered: boolean;
            source: string;
            /** @description Client IP address. */
            ip: string | null;
            /** @description Internal IDs of the child tickets (not their numbers). */
            children: number[];
            thread: components["schemas"]["ThreadEntry"][];
        };
        /** @description The user who opened the ticket. */
        User: {
            name: string;
            email: string;
        };
        /** @description A message, a response or an internal note. */
        ThreadEntry: {
            id: components["schemas"]["Id"];
            /**
             * @description `message`: the user's. `response`: an agent's. `note`: internal, visible to staff only.
             * @enum {string}
             */
            type: "message" | "response" | "note";
            poster: string;
            timestamp: components["schemas"]["Time"];
            body: string;
            /** @description The user who wrote it; of a message. */
            userId?: components["schemas"]["Id"];
            /** @description The agent who wrote it; of a response, and of an agent's note. */
            staffId?: components["schemas"]["Id"];
            /** @description Name of the agent; of a response, and of an agent's note. */
            staff?: string;
            /** @description Only where there are attachments. */
            attachments?: components["schemas"]["Attachment"][];
            /** @description Number of attachments; only where there are any. */
            attachment_count?: number;
        };
        /** @description Metadata of a file attached to a thread entry. */
        Attachment: {
            /** @description Internal attachment ID. */
            id: components["schemas"]["Id"];
            /** @description File ID; use it with *Download an attachment*. */
            file_id: components["schemas"]["Id"];
            /** @description Original file name. */
            filename: string;
            /**
             * Format: int64
             * @description File size in bytes.
             */
            size: number;
            /** @description MIME type. */
            mime_type: string;
            /** @description Whether the file is embedded in the message body. */
            inline: boolean;
        };
        /** @description A ticket as search shows it. */
        FoundTicket: {
            /** @description Internal ticket ID. */
            id: components["schemas"]["Id"];
            number: components["schemas"]["TicketNumber"];
            subject: string;
            statusId: components["schemas"]["Id"];
            /** @description Name of the status. */
            status: string;
            priorityId: components["schemas"]["Id"];
            /** @description Name of the priority. */
            priority: string;
            departmentId: components["schemas"]["Id"];
            /** @description Name of the department. */
            department: string;
            topicId: components["schemas"]["NullableId"];
            /** @description Name of the help topic. */
            topic: string | null;
            created: components["schemas"]["Time"];
            updated: components["schemas"]["Time"];
            dueDate: components["schemas"]["NullableTime"];
            staffId: components["schemas"]["NullableId"];
            /** @description Name of the agent. */
            staff: string | null;
            teamId: components["schemas"]["NullableId"];
            /** @description Name of the team. */
            team: string | null;
            slaId: components["schemas"]["NullableId"];
            /** @description Name of the SLA plan. */
            sla: string | null;
            isOverdue: boolean;
            isAnswered: boolean;
        };
        /** @description Numbers of tickets. */
        TicketStats: {
            total: components["schemas"]["Count"];
            open: components["schemas"]["Count"];
            closed: components["schemas"]["Count"];
            overdue: components["schemas"]["Count"];
            /** @description Keyed by the department's name, sorted alphabetically. */
            by_department: {
                [key: string]: components["schemas"]["DepartmentStats"];
            };
            /** @description Sorted alphabetically by the agent's name. */
            by_staff: components["schemas"]["StaffStats"][];
        };
        /** @description A number of tickets. */
        Count: number;
        /** @description Numbers of tickets of a department. */
        DepartmentStats: {
            total: components["schemas"]["Count"];
            open: components["schemas"]["Count"];
            closed: components["schemas"]["Count"];
            overdue: components["schemas"]["Count"];
        };
        /** @description Numbers of tickets of an agent. */
        StaffStats: {
            staff_id: components["schemas"]["Id"];
            staff_name: string;
            total: components["schemas"]["Count"];
            /** @description Keyed by the department's name. */
            departments: {
                [key: string]: components["schemas"]["StaffDepartmentStats"];
            };
        };
        /** @description Numbers of an agent's tickets in a department. */
        StaffDepartmentStats: {
            open: components["schemas"]["Count"];
            closed: components["schemas"]["Count"];
            overdue: components["schemas"]["Count"];
        };
        /** @description A status of a ticket. */
        TicketStatus: {
            id: components["schemas"]["Id"];
            name: string;
            /** @enum {string} */
            state: "open" | "closed";
        };
        /** @description A ticket as the subticket operations show it. */
        TicketReference: {
            /** @description Internal ticket ID. */
            ticket_id: components["schemas"]["Id"];
            number: components["schemas"]["TicketNumber"];
            subject: string;
            /** @description Name of the status. */
            status: string;
        };
        /** @description The parent of a ticket. */
        ParentTicket: {
            parent: components["schemas"]["TicketReference"] | null;
        };
        /** @description The children of a ticket. */
        ChildTickets: {
            children: components["schemas"]["TicketReference"][];
        };
        /** @description Two tickets that were linked. */
        SubticketLinked: {
            success: boolean;
            message: string;
            parent: components["schemas"]["TicketReference"];
            child: components["schemas"]["TicketReference"];
        };
        /** @description A child that was unlinked. */
        SubticketUnlinked: {
            success: boolean;
            message: string;
            child: components["schemas"]["TicketReference"];
        };
        /** @description A file with its content. */
        AttachmentDownload: {
            file_id: components["schemas"]["Id"];
            /** @description Original file name. */
            filename: string;
            /** @description MIME type. */
            mime_type: string;
            /**
             * Format: int64
             * @description File size in bytes.
             */
            size: number;
            /** @description The content as Base64. */
            content: string;
        };
    };
    responses: {
        /** @description The request breaks a rule; the message names the field and the rule. */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorAnswer"];
            };
        };
        /** @description The API key is missing, unknown, switched off, or bound to another address. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorAnswer"];
            };
        };
        /** @description The API key lacks the permission that the operation needs. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorAnswer"];
            };
        };
        /** @description There is no such ticket. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorAnswer"];
            };
        };
        /** @description The path does not have this method. Not in the reference; installations answer it. */
        MethodNotAllowed: {
            headers: {
                /** @description The methods that the path has. */
                Allow?: string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorAnswer"];
            };
        };
        /** @description The body is larger than any request that keeps the attachment limits. Not in the reference. */
        ContentTooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorAnswer"];
            };
        };
        /** @description The body is not JSON. Not in the reference. */
        UnsupportedMediaType: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorAnswer"];
            };
        };
        /** @description The tickets cannot be linked like this. */
        ImpossibleParent: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorAnswer"];
            };
        };
        /** @description The server failed. Nothing was changed. */
        InternalServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorAnswer"];
            };
        };
        /** @description The request needs a plugin that is not available. */
        PluginsNotAvailable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorAnswer"];
            };
        };
        /** @description The Subticket Manager Plugin is not available. */
        SubticketsNotAvailable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorAnswer"];
            };
        };
        /** @description The two tickets, now linked. */
        Linked: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["SubticketLinked"];
            };
        };
    };
    parameters: {
        /** @description Format of the answer. */
        Format: "json" | "xml";
        /**
         * @description Format of the answer.
         * @example json
         */
        JsonFormat: "json";
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    createTicket: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TicketCreation"];
            };
        };
        responses: {
            /** @description The number of the new ticket, as plain text. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": components["schemas"]["TicketNumber"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ImpossibleParent"];
            500: components["responses"]["InternalServerError"];
            501: components["responses"]["PluginsNotAvailable"];
        };
    };
    getTicket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Ticket number, or internal ticket ID. */
                number: string;
                /** @description Format of the answer. */
                format: components["parameters"]["Format"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The ticket. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                    "application/xml": components["schemas"]["Ticket"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            500: components["responses"]["InternalServerError"];
        };
    };
    updateTicketByPut: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Ticket number.
                 * @example 781258
                 */
                number: string;
                /** @description Format of the answer. */
                format: components["parameters"]["Format"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TicketChanges"];
            };
        };
        responses: {
            /** @description The number of the updated ticket, as plain text. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": components["schemas"]["TicketNumber"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ImpossibleParent"];
            500: components["responses"]["InternalServerError"];
            501: components["responses"]["PluginsNotAvailable"];
        };
    };
    updateTicket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Ticket number.
                 * @example 781258
                 */
                number: string;
                /** @description Format of the answer. */
                format: components["parameters"]["Format"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TicketChanges"];
            };
        };
        responses: {
            /** @description The number of the updated ticket, as plain text. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": components["schemas"]["TicketNumber"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ImpossibleParent"];
            500: components["responses"]["InternalServerError"];
            501: components["responses"]["PluginsNotAvailable"];
        };
    };
    searchTickets: {
        parameters: {
            query?: {
                /** @description Text that the subject contains, in upper or lower case. An empty text filters nothing. */
                query?: string;
                /** @description Name or ID of a status. */
                status?: string;
                /** @description Name, ID or path (`Parent / Child`) of a department. */
                department?: string;
                /**
                 * @description How many tickets at most.
                 * @example 50
                 */
                limit?: number;
                /** @description How many tickets to pass over. */
                offset?: number;
                /**
                 * @description `created` and `updated` sort the newest first, `number` ascending. The reference gives the direction of the
                 *     default only; another direction of `updated` or `number` is recorded, not judged.
                 * @example created
                 */
                sort?: "created" | "updated" | "number";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tickets; an empty array when none matches. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FoundTicket"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such status or department (400 here; 404 is accepted). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            405: components["responses"]["MethodNotAllowed"];
            500: components["responses"]["InternalServerError"];
        };
    };
    deleteTicket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Ticket number.
                 * @example 781258
                 */
                number: string;
                /** @description Format of the answer. */
                format: components["parameters"]["Format"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The number of the deleted ticket, as plain text. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": components["schemas"]["TicketNumber"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            500: components["responses"]["InternalServerError"];
        };
    };
    getTicketStats: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The statistics. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketStats"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            500: components["responses"]["InternalServerError"];
        };
    };
    listTicketStatuses: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The statuses. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketStatus"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            500: components["responses"]["InternalServerError"];
        };
    };
    getParentTicket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Child ticket number.
                 * @example 781259
                 */
                number: string;
                /** @description Format of the answer. */
                format: components["parameters"]["Format"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The parent, or null for a ticket without one. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParentTicket"];
                    "application/xml": components["schemas"]["ParentTicket"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            500: components["responses"]["InternalServerError"];
            501: components["responses"]["SubticketsNotAvailable"];
        };
    };
    listChildTickets: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Parent ticket number.
                 * @example 781200
                 */
                number: string;
                /** @description Format of the answer. */
                format: components["parameters"]["Format"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The children; an empty array for a ticket without any. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChildTickets"];
                    "application/xml": components["schemas"]["ChildTickets"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            500: components["responses"]["InternalServerError"];
            501: components["responses"]["SubticketsNotAvailable"];
        };
    };
    linkSubticket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Parent ticket number.
                 * @example 781200
                 */
                parentNumber: string;
                /**
                 * @description Format of the answer.
                 * @example json
                 */
                format: components["parameters"]["JsonFormat"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubticketLink"];
            };
        };
        responses: {
            200: components["responses"]["Linked"];
            201: components["responses"]["Linked"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description The tickets cannot be linked like this. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            500: components["responses"]["InternalServerError"];
            501: components["responses"]["SubticketsNotAvailable"];
        };
    };
    unlinkSubticket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Child ticket number to unlink.
                 * @example 781259
                 */
                number: string;
                /**
                 * @description Format of the answer.
                 * @example json
                 */
                format: components["parameters"]["JsonFormat"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The child, now without a parent. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubticketUnlinked"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            /** @description The ticket has no parent (404 here; 422 is accepted). */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            500: components["responses"]["InternalServerError"];
            501: components["responses"]["SubticketsNotAvailable"];
        };
    };
    downloadAttachment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description File ID from the attachment metadata.
                 * @example 29
                 */
                file_id: number;
                /** @description Format of the answer. */
                format: components["parameters"]["Format"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttachmentDownload"];
                    "application/xml": components["schemas"]["AttachmentDownload"];
                };
            };
            /** @description The file ID is no number, or below 1. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The file is not attached to a ticket, or the key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no file with this ID. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            405: components["responses"]["MethodNotAllowed"];
            /** @description The content of the file cannot be read. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
}
