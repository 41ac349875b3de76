"""What the program takes of the machine: memory and disk, signals, processes."""
