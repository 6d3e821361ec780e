namespace CsTelemetry.Client.Contracts;

/// <summary>A column.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, in ClickHouse's words.</param>
public sealed record QueryColumn(string Name, string Type);
