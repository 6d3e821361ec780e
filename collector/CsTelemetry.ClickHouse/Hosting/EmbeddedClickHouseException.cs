namespace CsTelemetry.ClickHouse.Hosting;

/// <summary>Says why the embedded server cannot be started, and what to do about it.</summary>
public sealed class EmbeddedClickHouseException : Exception
{
    internal EmbeddedClickHouseException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
