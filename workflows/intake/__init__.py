"""What comes from the public: its files, its mail, the rules by which it counts."""
