"""What the reader learns from: public sets and our own material, made into pairs with targets."""
