using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;

namespace CsTelemetry.Benchmarks.Track;

/// <summary>A source-generated log message through OpenTelemetry's batching processor; its exporter does nothing, so encoding and sending are not even counted.</summary>
internal sealed partial class OpenTelemetryWay : IWay, IDisposable
{
    private readonly ILoggerFactory _factory;
    private readonly ILogger _logger;

    public OpenTelemetryWay()
    {
        _factory = LoggerFactory.Create(logging => logging.AddOpenTelemetry(options =>
            options.AddProcessor(new BatchLogRecordExportProcessor(new Nowhere(), maxQueueSize: 8_192, scheduledDelayMilliseconds: 100, maxExportBatchSize: 512))));
        _logger = _factory.CreateLogger("usage");
    }

    public string Name => "OpenTelemetry 1.20.1 logger";

    public void Plain(int i) => Used(_logger, "reports.export", "account-0042", Users.Of(i));

    public void WithThree(int i) => UsedWithThree(_logger, "reports.export", "account-0042", Users.Of(i), "pdf", i, 0.25);

    public void Empty()
    {
        // The processor empties itself; a full queue would only make the calls cheaper.
        Thread.CurrentThread.Join(20);
    }

    public void Dispose() => _factory.Dispose();

    [LoggerMessage(1, LogLevel.Information, "{Feature} used by {User} of {Account}.")]
    private static partial void Used(ILogger logger, string feature, string account, string user);

    [LoggerMessage(2, LogLevel.Information, "{Feature} used by {User} of {Account}: {Format}, {Rows}, {Ratio}.")]
    private static partial void UsedWithThree(ILogger logger, string feature, string account, string user, string format, int rows, double ratio);

    private sealed class Nowhere : BaseExporter<LogRecord>
    {
        public override ExportResult Export(in Batch<LogRecord> batch) => ExportResult.Success;
    }
}
