namespace CsTelemetry.Grpc.Tests.Client;

/// <summary>A call in progress: the test writes, reads, half-closes or cancels it.</summary>
internal sealed class StreamingCall : IDisposable
{
    private readonly StreamingContent _content = new();
    private readonly CancellationTokenSource _cancel;
    private readonly Task<HttpResponseMessage> _sending;

    public StreamingCall(Func<HttpContent, CancellationToken, Task<HttpResponseMessage>> send, TimeSpan limit)
    {
        _cancel = new CancellationTokenSource(limit);
        _sending = send(_content, _cancel.Token);
    }

    /// <summary>Waits for the response's headers.</summary>
    public Task<HttpResponseMessage> HeadersAsync() => _sending;

    public async Task WriteAsync(byte[] bytes)
    {
        var stream = await _content.Stream.WaitAsync(_cancel.Token);
        await stream.WriteAsync(bytes, _cancel.Token);
        await stream.FlushAsync(_cancel.Token);
    }

    /// <summary>Reads the next message; null at the end.</summary>
    public async Task<ReceivedFrame?> ReadAsync()
    {
        var body = await (await _sending).Content.ReadAsStreamAsync(_cancel.Token);
        return await ReceivedFrame.ReadAsync(body, _cancel.Token);
    }

    public void HalfClose() => _content.End();

    /// <summary>Resets the stream. After the headers it takes the response's end to do so: the token only counts until then.</summary>
    public async Task CancelAsync()
    {
        await _cancel.CancelAsync();
        if (_sending.IsCompletedSuccessfully)
        {
            (await _sending).Dispose();
        }
    }

    /// <summary>Reads what is left, and the status.</summary>
    public async Task<Answer> EndAsync() => await TestClient.ReadToEndAsync(await _sending, _cancel.Token);

    public void Dispose()
    {
        _content.End();
        _content.Dispose();
        _cancel.Dispose();
    }
}
