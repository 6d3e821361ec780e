using System.Buffers.Binary;
using CsTelemetry.Protocol.V1;
using Google.Protobuf;

namespace CsTelemetry.LoadGenerator.Sending;

/// <summary>A batch that is written once and then only renumbered, so that making load costs next to nothing.</summary>
internal sealed class BatchTemplate
{
    private const int GrpcHeaderBytes = 5;
    private const byte ClientTag = 0x09, BatchTag = 0x11, SentAtTag = 0x19, EventTag = 0x2a, SequenceTag = 0x11, OccurredAtTag = 0x19;

    private readonly byte[] _frame;
    private readonly List<int> _sequencesAt = [];
    private readonly List<int> _timesAt = [];
    private readonly int _clientAt, _batchAt, _sentAt;

    public BatchTemplate(PublishRequest request)
    {
        var message = request.ToByteArray();
        _frame = new byte[GrpcHeaderBytes + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(_frame.AsSpan(1), message.Length);
        message.CopyTo(_frame, GrpcHeaderBytes);
        (_clientAt, _batchAt, _sentAt) = (GrpcHeaderBytes + 1, GrpcHeaderBytes + 10, GrpcHeaderBytes + 19);
        if (_frame[_clientAt - 1] != ClientTag || _frame[_batchAt - 1] != BatchTag || _frame[_sentAt - 1] != SentAtTag)
        {
            throw new ArgumentException("The request must have its client, its sequence and its time set.", nameof(request));
        }

        FindEvents();
    }

    public int EventCount => _sequencesAt.Count;

    public int FrameBytes => _frame.Length;

    /// <summary>Writes the batch with other numbers and times.</summary>
    public void WriteTo(Span<byte> frame, ulong client, ulong batch, ulong firstSequence, long nowUnixMs)
    {
        _frame.CopyTo(frame);
        BinaryPrimitives.WriteUInt64LittleEndian(frame[_clientAt..], client);
        BinaryPrimitives.WriteUInt64LittleEndian(frame[_batchAt..], batch);
        BinaryPrimitives.WriteInt64LittleEndian(frame[_sentAt..], nowUnixMs);
        for (var i = 0; i < _sequencesAt.Count; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(frame[_sequencesAt[i]..], firstSequence + (ulong)i);
            BinaryPrimitives.WriteInt64LittleEndian(frame[_timesAt[i]..], nowUnixMs - (_sequencesAt.Count - i));
        }
    }

    private void FindEvents()
    {
        var at = _sentAt + 8;
        while (at < _frame.Length)
        {
            var tag = _frame[at++];
            var length = ReadVarint(ref at);
            if (tag == EventTag)
            {
                // | kind tag, kind | 0x11 sequence:8 | 0x19 occurred at:8 | …
                if (_frame[at + 2] != SequenceTag || _frame[at + 11] != OccurredAtTag)
                {
                    throw new InvalidOperationException("An event does not begin with its kind, sequence and time.");
                }

                _sequencesAt.Add(at + 3);
                _timesAt.Add(at + 12);
            }

            at += length;
        }
    }

    private int ReadVarint(ref int at)
    {
        var value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var one = _frame[at++];
            value |= (one & 0x7f) << shift;
            if (one < 0x80)
            {
                return value;
            }
        }
    }
}
