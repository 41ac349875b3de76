"""What a command does from beginning to end, where a module or two say it; larger commands have a room of their own."""
