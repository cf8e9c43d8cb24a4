"""Messages, mailboxes, and pages that a browser has saved as a message."""
