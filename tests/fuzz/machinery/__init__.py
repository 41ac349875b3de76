"""What the targets share: how files are changed, how a campaign runs, how what it found is made small."""
