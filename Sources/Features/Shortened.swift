extension String {
  /// The text, or where it has more than `most` characters its beginning and end with … between: a name of a million
  /// letters has no place in a message.
  public func shortened(to most: Int = 80) -> String {
    guard utf8.count > most, let cut = index(startIndex, offsetBy: most, limitedBy: endIndex), cut < endIndex else {
      return self
    }
    let tail = most / 3
    return prefix(most - tail - 1) + "…" + suffix(tail)
  }

  /// The same for what a message shows: a single word or name to 80 characters, sentences and lists to 500, paths to 1000,
  /// for they are looked up whole.
  public var shortenedForMessage: String {
    guard utf8.count > 80 else { return self }
    return shortened(to: utf8.contains(UInt8(ascii: "/")) ? 1000 : utf8.contains(UInt8(ascii: " ")) ? 500 : 80)
  }
}

extension DataError {
  /// The error as messages show it: long names, values and lists cut.
  public var shortened: DataError {
    var error = self
    error.arguments = arguments.map(\.shortenedForMessage)
    for (whole, short) in zip(arguments, error.arguments) where whole.utf8.count != short.utf8.count {
      error.found = error.found.replacing(whole, with: short)
      error.expected = error.expected.replacing(whole, with: short)
      error.advice = error.advice.replacing(whole, with: short)
    }
    error.found = error.found.shortened(to: 1200)
    error.expected = error.expected.shortened(to: 2000)
    error.advice = error.advice.shortened(to: 1200)
    error.place.layer = place.layer?.shortened()
    error.place.feature = place.feature?.shortened()
    error.place.field = place.field?.shortened()
    return error
  }
}
