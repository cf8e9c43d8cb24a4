"""Files and folders to drafts: a reader for each format."""
