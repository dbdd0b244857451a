/** What an administrator sets up: SLA plans, help topics, statuses, priorities, API keys, settings. */

export const sla = {
  columns: {
    id: 'int(11) unsigned auto',
    schedule_id: 'int(10) unsigned',
    flags: 'int(10) unsigned',
    grace_period: 'int(10) unsigned',
    name: 'varchar(64)',
    notes: 'text null',
    created: 'datetime',
    updated: 'datetime',
  },
} as const;

export const help_topic = {
  columns: {
    topic_id: 'int(11) unsigned auto',
    topic_pid: 'int(10) unsigned',
    ispublic: 'tinyint(1) unsigned',
    noautoresp: 'tinyint(3) unsigned',
    flags: 'int(10) unsigned null',
    status_id: 'int(10) unsigned',
    priority_id: 'int(10) unsigned',
    dept_id: 'int(10) unsigned',
    staff_id: 'int(10) unsigned',
    team_id: 'int(10) unsigned',
    sla_id: 'int(10) unsigned',
    page_id: 'int(10) unsigned',
    sequence_id: 'int(10) unsigned',
    sort: 'int(10) unsigned',
    topic: 'varchar(128)',
    number_format: 'varchar(32) null',
    notes: 'text null',
    created: 'datetime',
    updated: 'datetime',
  },
} as const;

export const ticket_status = {
  columns: {
    id: 'int(11) auto',
    name: 'varchar(60)',
    state: 'varchar(16) null',
    mode: 'int(11) unsigned',
    flags: 'int(11) unsigned',
    sort: 'int(11) unsigned',
    properties: 'text',
    created: 'datetime',
    updated: 'datetime',
  },
} as const;

export const ticket_priority = {
  columns: {
    priority_id: 'tinyint(4) auto',
    priority: 'varchar(60)',
    priority_desc: 'varchar(30)',
    priority_color: 'varchar(7)',
    priority_urgency: 'tinyint(1) unsigned',
    ispublic: 'tinyint(1)',
  },
} as const;

export const api_key = {
  columns: {
    id: 'int(10) unsigned auto',
    isactive: 'tinyint(1)',
    ipaddr: 'varchar(64)',
    apikey: 'varchar(255)',
    can_create_tickets: 'tinyint(1) unsigned default 1',
    can_update_tickets: 'tinyint(1) unsigned',
    can_read_tickets: 'tinyint(1) unsigned',
    can_search_tickets: 'tinyint(1) unsigned',
    can_delete_tickets: 'tinyint(1) unsigned',
    can_read_stats: 'tinyint(1) unsigned',
    can_manage_subtickets: 'tinyint(1) unsigned',
    can_exec_cron: 'tinyint(1) unsigned',
    notes: 'text null',
    updated: 'datetime',
    created: 'datetime',
  },
  unique: { apikey: 'apikey' },
} as const;

export const config = {
  columns: {
    id: 'int(11) unsigned auto',
    namespace: 'varchar(64)',
    key: 'varchar(64)',
    value: 'text',
    updated: 'timestamp default CURRENT_TIMESTAMP',
  },
  unique: { setting: 'namespace,key' },
} as const;
