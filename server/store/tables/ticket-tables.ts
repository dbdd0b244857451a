/** A ticket and what belongs to it: its thread, the thread's entries, their attachments and the files. */

export const ticket = {
  columns: {
    ticket_id: 'int(11) unsigned auto',
    ticket_pid: 'int(11) unsigned null',
    number: 'varchar(20) null',
    user_id: 'int(11) unsigned',
    user_email_id: 'int(11) unsigned',
    status_id: 'int(10) unsigned',
    dept_id: 'int(10) unsigned',
    sla_id: 'int(10) unsigned',
    topic_id: 'int(10) unsigned',
    staff_id: 'int(10) unsigned',
    team_id: 'int(10) unsigned',
    email_id: 'int(11) unsigned',
    lock_id: 'int(11) unsigned',
    flags: 'int(10) unsigned',
    sort: 'int(11) unsigned',
    ip_address: 'varchar(64)',
    source: "enum('Web','Email','Phone','API','Other') default Other",
    source_extra: 'varchar(40) null',
    isoverdue: 'tinyint(1) unsigned',
    isanswered: 'tinyint(1) unsigned',
    duedate: 'datetime null',
    est_duedate: 'datetime null',
    reopened: 'datetime null',
    closed: 'datetime null',
    lastupdate: 'datetime null',
    created: 'datetime',
    updated: 'datetime',
    version: 'int(11) null',
  },
  indexes: {
    // osTicket indexes status and department alone. With the time behind them, "the newest of this status"
    // is read off the index instead of sorting every ticket that has the status.
    status_id: 'status_id,created',
    dept_id: 'dept_id,created',
    created: 'created',
    ticket_pid: 'ticket_pid',
    // Not in osTicket: the API sorts by it.
    updated: 'updated',
  },
  osTicketIndexes: {
    user_id: 'user_id',
    staff_id: 'staff_id',
    team_id: 'team_id',
    closed: 'closed',
    duedate: 'duedate',
    topic_id: 'topic_id',
    sla_id: 'sla_id',
  },
  // Not in osTicket, which draws numbers and looks whether they are taken; every request of the API looks one up.
  unique: { number: 'number' },
} as const;

export const ticket__cdata = {
  columns: { ticket_id: 'int(11) unsigned pk', subject: 'mediumtext null', priority: 'mediumtext null' },
} as const;

export const thread = {
  columns: {
    id: 'int(11) unsigned auto',
    object_id: 'int(11) unsigned',
    object_type: 'char(1)',
    extra: 'text null',
    lastresponse: 'datetime null',
    lastmessage: 'datetime null',
    created: 'datetime',
  },
  indexes: { object_id: 'object_id,object_type' },
} as const;

export const thread_entry = {
  columns: {
    id: 'int(11) unsigned auto',
    pid: 'int(11) unsigned',
    thread_id: 'int(11) unsigned',
    staff_id: 'int(11) unsigned',
    user_id: 'int(11) unsigned',
    type: 'char(1)',
    flags: 'int(11) unsigned',
    poster: 'varchar(128)',
    editor: 'int(10) unsigned null',
    editor_type: 'char(1) null',
    source: 'varchar(32)',
    title: 'varchar(255) null',
    body: 'text',
    format: 'varchar(16)',
    ip_address: 'varchar(64)',
    extra: 'text null',
    recipients: 'text null',
    created: 'datetime',
    updated: 'datetime',
  },
  indexes: { thread_id: 'thread_id' },
} as const;

export const attachment = {
  columns: {
    id: 'int(10) unsigned auto',
    object_id: 'int(11) unsigned',
    type: 'char(1)',
    file_id: 'int(11) unsigned',
    name: 'varchar(255) null',
    inline: 'tinyint(1) unsigned',
    lang: 'varchar(16) null',
  },
  indexes: { object_id: 'object_id,type', file_id: 'file_id' },
} as const;

export const file = {
  columns: {
    id: 'int(11) auto',
    ft: 'char(1)',
    bk: 'char(1)',
    type: 'varchar(255)',
    size: 'bigint(20) unsigned',
    key: 'varchar(86)',
    signature: 'varchar(86)',
    name: 'varchar(255)',
    attrs: 'varchar(255) null',
    created: 'datetime',
  },
} as const;

export const file_chunk = {
  columns: { file_id: 'int(11) pk', chunk_id: 'int(11) pk', filedata: 'longblob' },
} as const;
