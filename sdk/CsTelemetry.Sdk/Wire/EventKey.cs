namespace CsTelemetry.Wire;

/// <summary>Holds what says which event it is and whose, read back from its bytes.</summary>
internal readonly ref struct EventKey
{
    private EventKey(ulong sequence, ReadOnlySpan<byte> account, ReadOnlySpan<byte> user)
    {
        Sequence = sequence;
        Account = account;
        User = user;
    }

    public ulong Sequence { get; }

    public ReadOnlySpan<byte> Account { get; }

    public ReadOnlySpan<byte> User { get; }

    /// <summary>Reads the key of an event that this SDK wrote.</summary>
    /// <exception cref="InvalidOperationException">The bytes are not an event: the frame was written wrongly.</exception>
    public static EventKey Read(ReadOnlySpan<byte> body)
    {
        var reader = new ProtoReader(body);
        ulong sequence = 0;
        ReadOnlySpan<byte> account = default, user = default;
        while (!reader.AtEnd)
        {
            var read = reader.TryTag(out var field, out var wire) && (field, wire) switch
            {
                (2, 1) => reader.TryFixed64(out sequence),
                (4, 2) => reader.TryBytes(out account),
                (5, 2) => reader.TryBytes(out user),
                _ => reader.TrySkip(wire),
            };
            if (!read)
            {
                throw new InvalidOperationException("An event in a batch cannot be read back.");
            }
        }

        return new(sequence, account, user);
    }
}
