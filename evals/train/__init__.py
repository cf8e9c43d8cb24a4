"""Training the reader: examples from public sets and from our own material, the network, its file and its card."""
