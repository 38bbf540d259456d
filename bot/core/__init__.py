"""The core: what the program knows and decides, without Discord, SQL, environment or clock."""
