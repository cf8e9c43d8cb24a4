"""What can be done with a home, here or through the process that owns it, and the shapes that programs rely on."""
