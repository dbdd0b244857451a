/** The forms that tickets and users have, and what was filled in. */

export const form = {
  columns: {
    id: 'int(11) unsigned auto',
    pid: 'int(10) unsigned null',
    type: 'varchar(8) default G',
    flags: 'int(10) unsigned default 1',
    title: 'varchar(255)',
    instructions: 'varchar(512) null',
    name: 'varchar(64)',
    notes: 'text null',
    created: 'datetime',
    updated: 'datetime',
  },
} as const;

export const form_field = {
  columns: {
    id: 'int(11) unsigned auto',
    form_id: 'int(11) unsigned',
    flags: 'int(10) unsigned null',
    type: 'varchar(255) default text',
    label: 'varchar(255)',
    name: 'varchar(64)',
    configuration: 'text null',
    sort: 'int(11) unsigned',
    hint: 'varchar(512) null',
    created: 'datetime',
    updated: 'datetime',
  },
} as const;

export const help_topic_form = {
  columns: {
    id: 'int(11) unsigned auto',
    topic_id: 'int(11) unsigned',
    form_id: 'int(10) unsigned',
    sort: 'int(10) unsigned default 1',
    extra: 'text null',
  },
} as const;

export const form_entry = {
  columns: {
    id: 'int(11) unsigned auto',
    form_id: 'int(11) unsigned',
    object_id: 'int(11) unsigned null',
    object_type: 'char(1)',
    sort: 'int(11) unsigned',
    extra: 'text null',
    created: 'datetime',
    updated: 'datetime',
  },
  indexes: { object: 'object_type,object_id' },
} as const;

export const form_entry_values = {
  columns: {
    entry_id: 'int(11) unsigned pk',
    field_id: 'int(11) unsigned pk',
    value: 'text null',
    value_id: 'int(11) null',
  },
} as const;
