print("start", flush=True)
import surely_not_a_module.sub
