namespace CsTelemetry.Client.Contracts;

/// <summary>In what form events are exported.</summary>
public enum ExportFormat
{
    /// <summary>One object of JSON a line.</summary>
    Ndjson,

    /// <summary>Comma-separated values with a line of names.</summary>
    Csv,

    /// <summary>Apache Parquet.</summary>
    Parquet,
}
