"""What can be asked: packs, the library of packs."""
