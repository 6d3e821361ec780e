namespace CsTelemetry.ClickHouse.Schema;

/// <summary>Says that the database's schema does not belong to this binary. Retrying does not help.</summary>
public sealed class SchemaException : Exception
{
    internal SchemaException(string message)
        : base(message)
    {
    }
}
