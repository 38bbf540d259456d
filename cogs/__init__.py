"""The Discord side: one cog for each kind of person who talks to the bot.

A module without an underscore is a cog, with its commands; only `translation` is none: it has the
texts of the commands in every language. The others are what the cogs share:

- `_bases` and `_items`: what every cog, and every button or menu in a message, begins with.
- `_desk`: who asks from where, in which language and how often; for moderators `_curating`.
- `_refusing`: what is said of what was refused or failed.
- `_place`, `_opening`, `_showing`: a place in the record, what stands there, and showing it.
- `_pages` and `_render`: a `Reply` laid out over pages, and a page drawn as a message.
- `_escape` and `_lines`: text made safe and cut to size.
- `_forms`, `_curating_forms`, `_modals`: what members and moderators fill in, and reading it.
- `_curating_work` and `_curating_clerk`: having a command carried out, and telling what came of it.
- `_queue_...`: what waits for moderators; `_news` and `_worker`: telling people by themselves.

What is called `describe_...` makes a `Reply` or cards of one, `draw_...` and `render_...` make a
message, and `show_...` or `say` sends it.
"""
