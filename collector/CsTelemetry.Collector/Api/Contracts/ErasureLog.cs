namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>What the log of another collector than the one that took the order had to do with it.</summary>
/// <param name="LogId">The log, as 16 hexadecimal digits.</param>
/// <param name="State">`done` when everything that the log had brought into the store has been erased.</param>
/// <param name="DoneAt">When that was; null until then.</param>
/// <param name="LogClearedAt">When the log held nothing from before the order any more; null until then.</param>
/// <param name="RawRows">Events erased that the log had brought after the first erasure; null until it is done.</param>
internal sealed record ErasureLog(string LogId, ErasureState State, DateTimeOffset? DoneAt, DateTimeOffset? LogClearedAt, long? RawRows);
