"""The way of the data from an assessment folder to the ranking: gathered, loaded, checked, scored."""
