"""The Discord side: one cog for each kind of person who talks to the bot."""
