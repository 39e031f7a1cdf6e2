using Commerce.Domain.Operations;

namespace Commerce.Infrastructure.Streams;

internal static partial class EventNames
{
    private static (Type Fact, string Name)[] Operations =>
    [
        (typeof(RealTimeLayer.Event.Reconciled), "real_time_layer_reconciled"),
        (typeof(RealTimeLayer.Event.Rebuilt), "real_time_layer_rebuilt"),
        (typeof(RealTimeLayer.Event.FailedOver), "real_time_layer_failed_over"),
    ];
}
