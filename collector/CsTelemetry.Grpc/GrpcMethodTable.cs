using System.Collections.Frozen;
using CsTelemetry.Grpc.Health;
using CsTelemetry.Grpc.Methods;
using CsTelemetry.Grpc.Reflection;
using CsTelemetry.Protocol.Grpc.Health.V1;
using Google.Protobuf.Reflection;

namespace CsTelemetry.Grpc;

/// <summary>Collects the methods of a server while it is put together. Not thread-safe.</summary>
public sealed class GrpcMethodTable
{
    private readonly Dictionary<string, IGrpcMethod> _methods = new(StringComparer.Ordinal);

    internal GrpcMethodTable()
    {
    }

    internal Func<GrpcServerCall, ValueTask>? Authorise { get; private set; }

    /// <summary>
    /// Sets the hook that runs before each call of a method that is not <see cref="GrpcAccess.Open"/>: before a byte
    /// of its body is read and before a byte of its answer is sent.
    /// </summary>
    /// <param name="hook">Throws a <see cref="GrpcException"/> to refuse; may set <see cref="GrpcServerCall.Caller"/>. Runs for many calls at once.</param>
    /// <returns>This table.</returns>
    public GrpcMethodTable AuthoriseWith(Func<GrpcServerCall, ValueTask> hook)
    {
        Authorise = hook;
        return this;
    }

    /// <summary>Adds a method with one request and one response.</summary>
    /// <typeparam name="TRequest">The request.</typeparam>
    /// <typeparam name="TResponse">The response.</typeparam>
    /// <param name="path">The path, such as <c>/package.Service/Method</c>.</param>
    /// <param name="requests">Reads the request.</param>
    /// <param name="responses">Writes the response.</param>
    /// <param name="handler">Answers. A <see cref="GrpcException"/> is sent as its status; anything else is logged and sent as UNKNOWN without its text.</param>
    /// <param name="access">Who may call it.</param>
    /// <returns>This table.</returns>
    /// <exception cref="ArgumentException">The path has another form, or is taken.</exception>
    public GrpcMethodTable AddUnary<TRequest, TResponse>(
        string path,
        GrpcMarshaller<TRequest> requests,
        GrpcMarshaller<TResponse> responses,
        Func<TRequest, GrpcServerCall, ValueTask<TResponse>> handler,
        GrpcAccess access = GrpcAccess.Authorised) =>
        Add(new UnaryMethod<TRequest, TResponse>(path, access, requests, responses, handler));

    /// <summary>Adds a method with a stream of requests and a stream of responses. The response's headers are sent before the handler runs.</summary>
    /// <typeparam name="TRequest">The request.</typeparam>
    /// <typeparam name="TResponse">The response.</typeparam>
    /// <param name="path">The path, such as <c>/package.Service/Method</c>.</param>
    /// <param name="requests">Reads a request.</param>
    /// <param name="responses">Writes a response.</param>
    /// <param name="handler">Reads and writes; when it returns, the call ends with OK. Exceptions as for a unary method.</param>
    /// <param name="access">Who may call it.</param>
    /// <returns>This table.</returns>
    /// <exception cref="ArgumentException">The path has another form, or is taken.</exception>
    public GrpcMethodTable AddDuplex<TRequest, TResponse>(
        string path,
        GrpcMarshaller<TRequest> requests,
        GrpcMarshaller<TResponse> responses,
        Func<GrpcDuplexCall<TRequest, TResponse>, Task> handler,
        GrpcAccess access = GrpcAccess.Authorised) =>
        Add(new DuplexMethod<TRequest, TResponse>(path, access, requests, responses, handler));

    /// <summary>Adds <c>grpc.health.v1.Health</c>, open to everybody.</summary>
    /// <param name="health">What it tells.</param>
    /// <returns>This table.</returns>
    public GrpcMethodTable AddHealth(GrpcHealth health)
    {
        var service = new HealthService(health);
        var requests = GrpcMarshaller.ForProtobuf(HealthCheckRequest.Parser);
        var responses = GrpcMarshaller.ForProtobuf(HealthCheckResponse.Parser);
        return AddUnary(HealthService.CheckPath, requests, responses, service.CheckAsync, GrpcAccess.Open)
            .AddDuplex(HealthService.WatchPath, requests, responses, service.WatchAsync, GrpcAccess.Open);
    }

    /// <summary>Adds server reflection, <c>v1</c> and <c>v1alpha</c>, open to everybody. It lists health and itself by itself.</summary>
    /// <param name="files">The descriptors of the files with the services to tell about; what they import comes along.</param>
    /// <returns>This table.</returns>
    public GrpcMethodTable AddReflection(params IEnumerable<FileDescriptor> files)
    {
        ReflectionService.AddTo(this, new ReflectionIndex([.. files, HealthReflection.Descriptor, .. ReflectionFiles.Own]));
        return this;
    }

    internal FrozenDictionary<string, IGrpcMethod> Freeze()
    {
        if (Authorise is null && _methods.Values.FirstOrDefault(m => m.Access == GrpcAccess.Authorised) is { } unguarded)
        {
            throw new InvalidOperationException(
                $"The gRPC method {unguarded.Path} needs authorisation, and there is no hook: call {nameof(AuthoriseWith)}, or add the method with {nameof(GrpcAccess)}.{nameof(GrpcAccess.Open)}.");
        }

        return _methods.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private GrpcMethodTable Add(IGrpcMethod method)
    {
        if (method.Path.Split('/') is not ["", { Length: > 0 }, { Length: > 0 }])
        {
            throw new ArgumentException($"The gRPC path '{method.Path}' is not of the form /package.Service/Method.");
        }

        return _methods.TryAdd(method.Path, method) ? this : throw new ArgumentException($"The gRPC method {method.Path} is there already.");
    }
}
