/** Who writes and who answers: users with their addresses, agents, teams and departments. */

export const user = {
  columns: {
    id: 'int(10) unsigned auto',
    org_id: 'int(10) unsigned',
    default_email_id: 'int(10)',
    status: 'int(11) unsigned',
    name: 'varchar(128)',
    created: 'datetime',
    updated: 'datetime',
  },
} as const;

export const user_email = {
  columns: {
    id: 'int(10) unsigned auto',
    user_id: 'int(10) unsigned',
    flags: 'int(10) unsigned',
    address: 'varchar(255)',
  },
  indexes: { user_id: 'user_id' },
  unique: { address: 'address' },
} as const;

export const department = {
  columns: {
    id: 'int(11) unsigned auto',
    pid: 'int(11) unsigned null',
    tpl_id: 'int(10) unsigned',
    sla_id: 'int(10) unsigned',
    schedule_id: 'int(10) unsigned',
    email_id: 'int(10) unsigned',
    autoresp_email_id: 'int(10) unsigned',
    manager_id: 'int(10) unsigned',
    flags: 'int(10) unsigned',
    name: 'varchar(128)',
    signature: 'text',
    ispublic: 'tinyint(1) unsigned',
    group_membership: 'tinyint(1)',
    ticket_auto_response: 'tinyint(1)',
    message_auto_response: 'tinyint(1)',
    path: 'varchar(128)',
    updated: 'datetime',
    created: 'datetime',
  },
} as const;

export const staff = {
  columns: {
    staff_id: 'int(11) unsigned auto',
    dept_id: 'int(10) unsigned',
    role_id: 'int(10) unsigned',
    username: 'varchar(32)',
    firstname: 'varchar(32) null',
    lastname: 'varchar(32) null',
    passwd: 'varchar(128) null',
    backend: 'varchar(32) null',
    email: 'varchar(255) null',
    phone: 'varchar(24)',
    phone_ext: 'varchar(6) null',
    mobile: 'varchar(24)',
    signature: 'text',
    lang: 'varchar(16) null',
    timezone: 'varchar(64) null',
    locale: 'varchar(16) null',
    notes: 'text null',
    isactive: 'tinyint(1)',
    isadmin: 'tinyint(1)',
    isvisible: 'tinyint(1) unsigned',
    onvacation: 'tinyint(1) unsigned',
    assigned_only: 'tinyint(1) unsigned',
    show_assigned_tickets: 'tinyint(1) unsigned',
    change_passwd: 'tinyint(1) unsigned',
    max_page_size: 'int(11) unsigned',
    auto_refresh_rate: 'int(10) unsigned',
    default_signature_type: "enum('none','mine','dept') default none",
    default_paper_size: "enum('Letter','Legal','Ledger','A4','A3') default Letter",
    extra: 'text null',
    permissions: 'text null',
    created: 'datetime',
    lastlogin: 'datetime null',
    passwdreset: 'datetime null',
    updated: 'datetime',
  },
  unique: { username: 'username' },
} as const;

export const team = {
  columns: {
    team_id: 'int(10) unsigned auto',
    lead_id: 'int(10) unsigned',
    flags: 'int(10) unsigned',
    name: 'varchar(125)',
    notes: 'text null',
    created: 'datetime',
    updated: 'datetime',
  },
} as const;
