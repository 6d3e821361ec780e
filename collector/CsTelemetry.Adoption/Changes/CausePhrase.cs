namespace CsTelemetry.Adoption.Changes;

/// <summary>Holds the subject of a sentence about a cause.</summary>
/// <param name="Text">The subject, such as <c>4 seats added on 2 Nov</c>.</param>
/// <param name="Plural">Whether it takes a plural verb.</param>
internal readonly record struct CausePhrase(string Text, bool Plural);
