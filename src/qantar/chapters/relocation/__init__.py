"""Stay or leave: what moving machines abroad is worth."""
