CREATE TABLE ask (
      id integer primary key autoincrement,
      gap integer not null references gap (id),
      text text,
      asker text,
      weight real not null,
      at integer not null,
      message_key text not null unique
    ) strict;

CREATE INDEX ask_of_gap on ask (gap, at);

CREATE TABLE conversation (
      conversation_key text not null primary key,
      state text not null,
      updated_at integer not null
    ) strict;

CREATE TABLE duty_notice (
      key text primary key,
      person text not null,
      due_at integer not null,
      expires_at integer not null,
      body text,
      state text not null check (state in ('waiting', 'told', 'dropped'))
    ) strict;

CREATE INDEX duty_notice_due on duty_notice (state, due_at);

CREATE TABLE duty_snapshot (
      schedule text primary key,
      shifts text not null,
      taken_at integer not null
    ) strict;

CREATE TABLE feedback (
      id integer primary key autoincrement,
      entry text not null,
      entry_hash text not null,
      verdict text not null check (verdict in ('helpful', 'not-helpful')),
      reason text,
      principal text not null,
      reply_key text not null,
      at integer not null, question text, source text not null default 'vote' check (source in ('vote', 'choice', 'correction')),
      unique (reply_key, principal)
    ) strict;

CREATE INDEX feedback_of_entry on feedback (entry, at);

CREATE TABLE gap (
      id integer primary key autoincrement,
      kind text not null,
      key text,
      group_key text not null unique,
      state text not null check (state in ('open', 'answered', 'dismissed', 'merged')),
      reason text,
      note text,
      dismissed_asks integer,
      entry text,
      merged_into integer references gap (id),
      reopened integer not null default 0,
      came_back integer not null default 0 check (came_back in (0, 1)),
      textless integer not null default 0 check (textless in (0, 1)),
      check ((state = 'dismissed') = (reason is not null)),
      check ((state = 'dismissed') = (dismissed_asks is not null)),
      check ((state = 'answered') = (entry is not null)),
      check ((state = 'merged') = (merged_into is not null))
    ) strict;

CREATE INDEX gap_open on gap (id) where state = 'open';

CREATE TABLE gap_event (
      id integer primary key autoincrement,
      gap integer not null references gap (id),
      from_state text,
      event text not null,
      to_state text not null,
      actor text,
      cause text,
      note text,
      at integer not null
    ) strict;

CREATE INDEX gap_event_of_gap on gap_event (gap, id);

CREATE TABLE heard (
      platform text not null primary key,
      until integer not null
    ) strict;

CREATE TABLE heartbeat (
      id text primary key,
      last_at integer not null
    ) strict;

CREATE TABLE inbox (
      id integer primary key autoincrement,
      platform text not null,
      workspace text not null,
      dedup_key text not null,
      kind text not null,
      room text not null,
      thread text,
      lane text not null,
      message text,
      version text,
      body text,
      state text not null check (state in ('new', 'working', 'done', 'failed', 'dropped')),
      attempts integer not null default 0,
      fence integer not null default 0,
      lease_until integer,
      due_at integer not null,
      received_at integer not null,
      done_at integer,
      outcome text,
      unique (platform, workspace, dedup_key),
      check ((state = 'working') = (lease_until is not null)),
      check ((state in ('new', 'working')) = (body is not null)),
      check ((state in ('new', 'working')) = (done_at is null)),
      check ((state in ('new', 'working')) = (outcome is null))
    ) strict;

CREATE INDEX inbox_done on inbox (platform, done_at);

CREATE INDEX inbox_new on inbox (id) where state = 'new';

CREATE INDEX inbox_new_of_lane on inbox (lane, id) where state = 'new';

CREATE INDEX inbox_versions on inbox (message, room)
      where message is not null;

CREATE UNIQUE INDEX inbox_working on inbox (lane) where state = 'working';

CREATE TABLE installation_key (
      seat integer not null primary key check (seat = 1),
      secret text not null
    ) strict;

CREATE TABLE matrix_cursor (
      room text not null primary key,
      event text not null
    ) strict;

CREATE TABLE matrix_form (
      conversation text not null,
      person text not null,
      sent_from text not null,
      form text not null,
      field integer not null,
      filled_in text not null,
      at integer not null,
      primary key (conversation, person)
    ) strict;

CREATE INDEX matrix_form_at on matrix_form (at);

CREATE TABLE matrix_form_answer (
      event text not null primary key,
      at integer not null
    ) strict;

CREATE INDEX matrix_form_answer_at on matrix_form_answer (at);

CREATE TABLE matrix_gap (
      room text not null,
      from_position text not null,
      until_event text,
      opened_at integer not null,
      primary key (room, from_position)
    ) strict;

CREATE TABLE matrix_offer (
      id integer primary key autoincrement,
      event text not null unique,
      conversation text not null,
      actions text not null,
      seeds text not null,
      at integer not null
    ) strict;

CREATE INDEX matrix_offer_at on matrix_offer (at);

CREATE INDEX matrix_offer_conversation on matrix_offer (conversation, id);

CREATE TABLE named_room (
      written text primary key,
      room_key text not null
    ) strict;

CREATE TABLE outbox (
      id integer primary key autoincrement,
      key text not null unique,
      nonce text not null unique,
      platform text not null,
      lane text not null,
      thread text,
      importance integer not null check (importance between 0 and 3),
      root text not null,
      place integer not null,
      update_of text,
      body text,
      state text not null
        check (state in ('queued', 'sending', 'sent', 'failed', 'cancelled', 'superseded')),
      attempts integer not null default 0,
      fence integer not null default 0,
      look_up integer not null default 0 check (look_up in (0, 1)),
      plain integer not null default 0 check (plain in (0, 1)),
      lease_until integer,
      due_at integer not null,
      not_after integer,
      sent_message text,
      sent_key text,
      error text,
      created_at integer not null,
      sent_at integer,
      check ((state = 'sending') = (lease_until is not null)),
      check ((state in ('queued', 'sending')) = (body is not null)),
      check ((state = 'sent') = (sent_message is not null)),
      check ((state = 'sent') = (sent_key is not null)),
      check ((state = 'sent') = (sent_at is not null)),
      check ((state = 'failed') = (error is not null))
    ) strict;

CREATE INDEX outbox_expiring on outbox (not_after) where state = 'queued';

CREATE INDEX outbox_message on outbox (sent_key, id)
      where sent_key is not null;

CREATE INDEX outbox_paced on outbox (lane, sent_at) where state = 'sent';

CREATE INDEX outbox_place on outbox (place);

CREATE INDEX outbox_queued on outbox (importance desc, place)
      where state = 'queued';

CREATE INDEX outbox_queued_of_lane on outbox (lane, importance, place)
      where state = 'queued';

CREATE INDEX outbox_root on outbox (root, id);

CREATE UNIQUE INDEX outbox_sending on outbox (lane)
      where state = 'sending';

CREATE TABLE overlay (
      id integer primary key autoincrement,
      request text not null,
      kind text not null check (kind in ('override', 'swap')),
      schedule text not null,
      person text not null,
      other text,
      asked text,
      starts_at integer not null,
      ends_at integer not null,
      made_by text not null,
      conversation_key text not null,
      made_at integer not null,
      changed_at integer not null,
      cancelled_at integer,
      unique (request, schedule, starts_at),
      check (starts_at < ends_at)
    ) strict;

CREATE TABLE page (
      number integer primary key,
      state text not null check (state in ('triggered', 'acknowledged', 'resolved')),
      version integer not null,
      service text,
      dedup_key text not null,
      due_at integer,
      opened_at integer not null,
      resolved_at integer,
      home text,
      body text not null,
      shows text not null,
      check ((state = 'resolved') = (due_at is null)),
      check ((state = 'resolved') = (resolved_at is not null))
    ) strict;

CREATE INDEX page_due on page (due_at) where due_at is not null;

CREATE INDEX page_home on page (home, number);

CREATE UNIQUE INDEX page_open on page (coalesce(service, ''), dedup_key)
        where state <> 'resolved';

CREATE INDEX page_service on page (service, number);

CREATE TABLE page_delivery (
      delivery text primary key,
      at integer not null
    ) strict;

CREATE TABLE page_event (
      page integer not null references page (number),
      seq integer not null,
      event text not null,
      at integer not null,
      body text not null,
      primary key (page, seq)
    ) strict;

CREATE TABLE page_link (
      hash text primary key,
      page integer not null references page (number),
      person text not null,
      action text not null,
      expires_at integer not null,
      used_at integer
    ) strict;

CREATE TABLE page_listener (
      page integer not null references page (number),
      conversation_key text not null,
      principal text,
      primary key (page, conversation_key)
    ) strict;

CREATE TABLE page_mute (
      service text primary key,
      until integer not null,
      why text not null,
      by text not null,
      at integer not null
    ) strict;

CREATE TABLE page_notification (
      id integer primary key autoincrement,
      key text not null unique,
      page integer not null references page (number),
      turn integer not null,
      person text not null,
      via text not null,
      kind text not null check (kind in ('page', 'news')),
      lasts text not null check (lasts in ('triggered', 'open', 'always')),
      text text,
      state text not null
        check (state in ('waiting', 'sending', 'handed', 'accepted', 'refused', 'cancelled')),
      due_at integer not null,
      next_try_at integer not null,
      lease_until integer,
      fence integer not null default 0,
      attempts integer not null default 0,
      nonce text not null,
      error text,
      sent_at integer,
      check ((state = 'sending') = (lease_until is not null))
    ) strict;

CREATE INDEX page_notification_of on page_notification (page, state);

CREATE INDEX page_notification_to on page_notification (person, via, sent_at)
        where sent_at is not null;

CREATE INDEX page_notification_waiting on page_notification (state, next_try_at)
        where state in ('waiting', 'sending', 'handed');

CREATE TABLE press (
      value text not null primary key,
      conversation_key text not null,
      kind text not null,
      payload text not null,
      allowed text not null,
      once integer not null check (once in (0, 1)),
      asker text,
      used_by text,
      used_at integer,
      created_at integer not null,
      check ((used_by is null) = (used_at is null))
    ) strict;

CREATE INDEX press_of_conversation on press (conversation_key, created_at);

CREATE TABLE room_setting (
      room_key text not null,
      name text not null,
      value text not null,
      changed_by text not null,
      changed_at integer not null,
      primary key (room_key, name)
    ) strict;

CREATE TABLE serve_holder (
      seat integer not null primary key check (seat = 1),
      pid integer not null,
      host text not null,
      since integer not null
    ) strict;

CREATE TABLE served (
      id integer primary key autoincrement,
      entry text not null,
      entry_hash text not null,
      principal text not null,
      conversation_key text not null,
      reply_key text not null unique,
      repeated integer not null default 0 check (repeated in (0, 1)),
      at integer not null
    ) strict;

CREATE INDEX served_at on served (at, entry);

CREATE INDEX served_to on served (principal, entry, at);

CREATE TABLE shown_commands (
      id integer primary key autoincrement,
      entry text not null,
      environment text,
      danger text not null,
      principal text not null,
      conversation_key text not null,
      at integer not null
    ) strict;

CREATE INDEX shown_commands_at on shown_commands (at);

CREATE TABLE slack_command (
      command text not null primary key,
      "user" text not null,
      response_url text,
      uses integer not null,
      at integer not null
    ) strict;

CREATE INDEX slack_command_at on slack_command (at);

CREATE TABLE walk (
      id integer primary key autoincrement,
      conversation_key text not null,
      kind text not null check (kind in ('runbook', 'checklist')),
      entry text not null,
      entry_hash text not null,
      state text not null check (state in ('running', 'sleeping', 'ended')),
      body text not null,
      starter text not null,
      due_at integer,
      started_at integer not null,
      changed_at integer not null
    ) strict;

CREATE INDEX walk_due on walk (due_at) where due_at is not null;

CREATE INDEX walk_of_conversation on walk (conversation_key, state);

CREATE TABLE wifi_message (
      reply_key text not null primary key,
      conversation_key text not null,
      due_at integer not null
    ) strict;

CREATE INDEX wifi_message_due on wifi_message (due_at);

CREATE TABLE wifi_notice (
      network text not null,
      kind text not null check (kind in ('rotate', 'rotated')),
      day text not null,
      person text not null,
      state text not null check (state in ('seen', 'waiting', 'told', 'dropped')),
      primary key (network, kind, day, person)
    ) strict;

CREATE TABLE wifi_reveal (
      id integer primary key autoincrement,
      network text not null,
      person text not null,
      way text not null check (way in ('picture', 'key')),
      at integer not null
    ) strict;

CREATE INDEX wifi_reveal_at on wifi_reveal (at);
