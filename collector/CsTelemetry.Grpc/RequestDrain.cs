using System.IO.Pipelines;
using CsTelemetry.Grpc.Hosting;
using CsTelemetry.Grpc.Measuring;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace CsTelemetry.Grpc;

/// <summary>
/// Lets a peer over HTTP/2 that is answered before it has sent everything finish, and throws away what still comes. Without
/// that Kestrel resets its stream behind the answer and keeps track of it until the peer has heard of that; a connection with
/// twice its limit of such streams gets ENHANCE_YOUR_CALM instead of the next answer. Limited in bytes, time and number by
/// <see cref="GrpcServerOptions"/>; beyond a limit the stream is reset as before, and counted. Thread-safe.
/// </summary>
public sealed class RequestDrain
{
    private readonly GrpcServerOptions _options;
    private readonly ActiveCalls _places;
    private readonly GrpcMetrics _metrics;
    private readonly IHostApplicationLifetime _host;
    private readonly TimeProvider _time;

    internal RequestDrain(GrpcServerOptions options, GrpcMetrics metrics, IHostApplicationLifetime host, TimeProvider time)
    {
        (_options, _metrics, _host, _time) = (options, metrics, host, time);
        _places = new ActiveCalls(options.MaxDrainCount);
    }

    /// <summary>Sends the answer, if the request still goes on, and takes the rest of it. No read of the body may be open.</summary>
    /// <param name="http">The request; its answer is written, and nothing is added to it.</param>
    /// <returns>A task that ends when the peer has finished or is gone, or a limit is reached. It does not fail.</returns>
    public async Task FinishAsync(HttpContext http)
    {
        if (!HttpProtocol.IsHttp2(http.Request.Protocol) || http.RequestAborted.IsCancellationRequested || HasEnded(http.Request.BodyReader))
        {
            return;
        }

        if (!_places.TryEnter())
        {
            _metrics.DrainWasCut(DrainCut.Places);
            return;
        }

        try
        {
            await TakeRestAsync(http);
        }
        finally
        {
            _places.Leave();
        }
    }

    private static bool HasEnded(PipeReader body)
    {
        try
        {
            if (!body.TryRead(out var result))
            {
                return false;
            }

            body.AdvanceTo(result.Buffer.Start);
            return result.IsCompleted && result.Buffer.IsEmpty;
        }
        catch (Exception exception) when (IsGone(exception))
        {
            return true;
        }
    }

    private static bool IsGone(Exception exception) => exception is IOException or OperationCanceledException or BadHttpRequestException;

    private async Task TakeRestAsync(HttpContext http)
    {
        using var tooLong = new CancellationTokenSource(_options.MaxDrainTime, _time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(tooLong.Token, http.RequestAborted, _host.ApplicationStopping);
        try
        {
            // The peer may wait with the rest until it has this, or not send it at all.
            await http.Response.CompleteAsync();
            if (!await TakeRestAsync(http.Request.BodyReader, end.Token))
            {
                _metrics.DrainWasCut(DrainCut.Bytes);
            }
        }
        catch (Exception exception) when (IsGone(exception))
        {
            if (tooLong.IsCancellationRequested)
            {
                _metrics.DrainWasCut(DrainCut.Time);
            }
        }
    }

    private async Task<bool> TakeRestAsync(PipeReader body, CancellationToken cancellationToken)
    {
        for (var taken = 0L; taken <= _options.MaxDrainBytes;)
        {
            var result = await body.ReadAsync(cancellationToken);
            taken += result.Buffer.Length;
            body.AdvanceTo(result.Buffer.End);
            if (result.IsCompleted)
            {
                return true;
            }
        }

        return false;
    }
}
