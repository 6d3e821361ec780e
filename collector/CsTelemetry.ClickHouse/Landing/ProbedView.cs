namespace CsTelemetry.ClickHouse.Landing;

/// <summary>A materialized view, as the server knows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Definition">The statement that makes it.</param>
/// <param name="Select">Its query alone.</param>
internal sealed record ProbedView(string Name, string Definition, string Select);
