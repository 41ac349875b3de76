"""Fill-in workbooks: made from the statutory forms and the criteria, and taken back as inputs of the assessment."""
