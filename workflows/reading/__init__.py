"""Reading a draft before it is public, by invitation: who is asked, what they get, what they answer."""
