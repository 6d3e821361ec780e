using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace CsTelemetry.Benchmarks.Track;

/// <summary>A structured Serilog message to a sink that does nothing: queueing, encoding and sending are not even counted.</summary>
internal sealed class SerilogWay : IWay, IDisposable
{
    private readonly Logger _logger = new LoggerConfiguration().WriteTo.Sink(new Nowhere()).CreateLogger();

    public string Name => "Serilog 3.1.1";

    public void Plain(int i) => _logger.Information("{Feature} used by {User} of {Account}.", "reports.export", Users.Of(i), "account-0042");

    public void WithThree(int i) => _logger.Information(
        "{Feature} used by {User} of {Account}: {Format}, {Rows}, {Ratio}.", "reports.export", Users.Of(i), "account-0042", "pdf", i, 0.25);

    public void Empty()
    {
    }

    public void Dispose() => _logger.Dispose();

    private sealed class Nowhere : ILogEventSink
    {
        public void Emit(LogEvent logEvent)
        {
        }
    }
}
