namespace CsTelemetry.Exporting;

/// <summary>Makes one HTTP exchange within its time and turns every expected failure into an outcome. Safe for concurrent use.</summary>
internal sealed class BoundedCall(HttpMessageInvoker http, string authority, TimeSpan timeout, TimeProvider time) : IDisposable
{
    /// <param name="frame">What is to be sent; when this returns, nobody reads it any more.</param>
    /// <param name="write">Makes the request around the content.</param>
    /// <param name="read">Reads the answer.</param>
    /// <param name="abort">Ends the exchange.</param>
    public async Task<CallOutcome> RunAsync(
        ReadOnlyMemory<byte> frame,
        Func<HttpContent, HttpRequestMessage> write,
        Func<HttpResponseMessage, CancellationToken, Task<CallOutcome>> read,
        CancellationToken abort)
    {
        using var deadline = Deadline.Start(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, abort);
        using var content = new FrameContent(frame);
        try
        {
            using var request = write(content);
            using var response = await http.SendAsync(request, either.Token).ConfigureAwait(false);
            var outcome = await read(response, either.Token).ConfigureAwait(false);
            return outcome with { AnsweredAt = response.Headers.Date };
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !abort.IsCancellationRequested)
        {
            return CallOutcome.Failed(PathFinding.Silent, $"no answer from {authority} within {timeout.TotalSeconds:0.###} s");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException && !abort.IsCancellationRequested)
        {
            return CallFailure.Of(failure, authority);
        }
        finally
        {
            await content.ReleaseAsync().ConfigureAwait(false);
        }
    }

    public void Dispose() => http.Dispose();
}
