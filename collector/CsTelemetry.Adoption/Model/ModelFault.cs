namespace CsTelemetry.Adoption.Model;

/// <summary>Says what is wrong with one part of a model.</summary>
/// <param name="Path">The JSON pointer of the part, such as <c>/weights/reach</c>; empty for the whole document.</param>
/// <param name="Detail">One English sentence with the value, the limit and the way out.</param>
public sealed record ModelFault(string Path, string Detail);
