namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>A column.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, in ClickHouse's words.</param>
internal sealed record QueryColumn(string Name, string Type);
