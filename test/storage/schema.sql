CREATE TABLE serve_holder (
      seat integer not null primary key check (seat = 1),
      pid integer not null,
      host text not null,
      since integer not null
    ) strict;
