def talk(capture, folder):
    return "todo"
