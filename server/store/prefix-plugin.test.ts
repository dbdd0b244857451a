import { DummyDriver, Kysely, MysqlAdapter, MysqlIntrospector, MysqlQueryCompiler, sql } from 'kysely';
import { expect, test } from 'vitest';
import { prefixPlugin } from './prefix-plugin.js';
import type { Database } from './tables.js';

const db = new Kysely<Database>({
  dialect: {
    createAdapter: () => new MysqlAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (kysely) => new MysqlIntrospector(kysely),
    createQueryCompiler: () => new MysqlQueryCompiler(),
  },
  plugins: [prefixPlugin('acme_')],
});

test('a query gets the prefix at its tables and at the columns named with them', () => {
  const query = db
    .selectFrom('ticket')
    .innerJoin('ticket__cdata', 'ticket__cdata.ticket_id', 'ticket.ticket_id')
    .leftJoin('staff as agent', 'agent.staff_id', 'ticket.staff_id')
    .select(['ticket.number', 'agent.username as user'])
    .where('ticket__cdata.subject', '=', 'x')
    .orderBy('ticket.created');
  expect(query.compile().sql).toBe(
    'select `acme_ticket`.`number`, `agent`.`username` as `user` from `acme_ticket` ' +
      'inner join `acme_ticket__cdata` on `acme_ticket__cdata`.`ticket_id` = `acme_ticket`.`ticket_id` ' +
      'left join `acme_staff` as `agent` on `agent`.`staff_id` = `acme_ticket`.`staff_id` ' +
      'where `acme_ticket__cdata`.`subject` = ? order by `acme_ticket`.`created`',
  );
});

test('an insert, an update, a delete and raw references get it, too', () => {
  expect(db.insertInto('team').values({ name: 'A', created: '', updated: '' }).compile().sql).toContain(
    'into `acme_team` (`name`',
  );
  expect(db.updateTable('ticket').set({ closed: null }).where('ticket_id', '=', 1).compile().sql).toBe(
    'update `acme_ticket` set `closed` = ? where `ticket_id` = ?',
  );
  expect(db.deleteFrom('file').where('file.key', '=', 'k').compile().sql).toBe(
    'delete from `acme_file` where `acme_file`.`key` = ?',
  );
  expect(sql`select ${sql.ref('ticket.number')} from ${sql.table('ticket')}`.compile(db).sql).toBe(
    'select `acme_ticket`.`number` from `acme_ticket`',
  );
});

test('a table under the name of another one is renamed along with its uses', () => {
  expect(db.selectFrom('staff as user').select('user.username').compile().sql).toBe(
    'select `acme_user`.`username` from `acme_staff` as `acme_user`',
  );
});
