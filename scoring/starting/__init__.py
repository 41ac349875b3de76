"""What an office begins with: a new assessment folder, its pages filled in, and templates to change."""
