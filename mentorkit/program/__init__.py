"""What the organisation intends: the program file, its typed model, and what each stage still needs."""
