print("landplan")
