namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>One document of a bulk call.</summary>
/// <param name="Id">Its id, as in the path of a single call.</param>
/// <param name="Document">The document, which replaces what was told of it.</param>
internal sealed record BulkItem<T>(string Id, T Document);
