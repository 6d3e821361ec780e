namespace CsTelemetry.Collector.Api.Knowledge;

/// <summary>Says where documents of a kind are found.</summary>
/// <param name="Name">The kind's name, as operations are named by.</param>
/// <param name="Tag">The part of the API.</param>
/// <param name="All">The path of all of them.</param>
/// <param name="One">The path of one of them.</param>
/// <param name="ReadScope">The scope that reading needs.</param>
internal sealed record DocumentRoute(string Name, string Tag, string All, string One, string ReadScope);
