"""Where people and programs come in: command line, HTTP and the chat page."""
