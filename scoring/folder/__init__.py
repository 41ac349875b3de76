"""The assessment folder: what assessment.yaml says, which files it means, its criteria as a plan, and what a run of it depends on."""
