namespace CsTelemetry.Exporting;

/// <summary>
/// Decides which way messages go when both may: gRPC, unless attempts show that HTTP/2 does not get through while HTTP
/// does; then HTTP, and gRPC is tried again after a while. Pure but for its memory; safe for any number of threads.
/// </summary>
internal sealed class TransportChoice(TimeSpan retrial)
{
    /// <summary>
    /// After gRPC has worked, a stranger's answer or a broken connection is more likely a collector that restarts
    /// behind a proxy. So many in a row are a way that has changed, such as a laptop in another network.
    /// </summary>
    private const int FailuresThatUndoSuccess = 3;

    private readonly Gate _gate = new();
    private bool _grpcWorked;
    private bool _grpcSaid;
    private bool _httpWorked;
    private int _grpcFailures;
    private DateTimeOffset _httpUntil = DateTimeOffset.MinValue;

    /// <summary>Tells whether the next message goes by HTTP alone.</summary>
    public bool UsesHttp(DateTimeOffset now)
    {
        lock (_gate)
        {
            return now < _httpUntil;
        }
    }

    /// <summary>Notes what an attempt by gRPC showed, and tells whether the same message is to go by HTTP now.</summary>
    public bool ShallTryHttp(PathFinding grpc)
    {
        lock (_gate)
        {
            if (grpc == PathFinding.Collector)
            {
                (_grpcWorked, _grpcFailures) = (true, 0);
                return false;
            }

            _grpcFailures++;
            _grpcWorked &= _grpcFailures < FailuresThatUndoSuccess;
            return grpc switch
            {
                // Where HTTP is known to work, whatever keeps gRPC from working is no reason to wait.
                _ when _httpWorked && !_grpcWorked => true,
                PathFinding.WrongVersion => true,
                PathFinding.Stranger or PathFinding.Broken or PathFinding.NoTls => !_grpcWorked,
                // Nobody listens, or is too slow: that will be so by HTTP too.
                _ => false,
            };
        }
    }

    /// <summary>Notes that a collector answered by HTTP what gRPC could not deliver. True when that is news.</summary>
    public bool HttpWorked(DateTimeOffset now)
    {
        lock (_gate)
        {
            var isNews = !_httpWorked;
            (_httpWorked, _grpcWorked) = (true, false);
            _httpUntil = now + retrial;
            return isNews;
        }
    }

    /// <summary>Notes that gRPC works. True when that is news: the first time, or after HTTP had to do.</summary>
    public bool GrpcWorked()
    {
        lock (_gate)
        {
            var isNews = _httpWorked || !_grpcSaid;
            (_httpWorked, _grpcSaid, _httpUntil) = (false, true, DateTimeOffset.MinValue);
            return isNews;
        }
    }
}
