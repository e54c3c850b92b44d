print("make-park")
